//! The functions of the rules' language.

use crate::endpoint::{
    element, is_valid_host_label, is_virtual_hostable_s3_bucket, parse_arn, parse_url, split, substring, uri_encode,
};

#[test]
fn urls() {
    let cases = [
        ("https://example.com", ("https", "example.com", "", "/", false)),
        ("http://example.com:80/foo/bar", ("http", "example.com:80", "/foo/bar", "/foo/bar/", false)),
        ("https://127.0.0.1", ("https", "127.0.0.1", "", "/", true)),
        ("https://127.0.0.1:8443/a/", ("https", "127.0.0.1:8443", "/a/", "/a/", true)),
        ("https://[fe80::1]", ("https", "[fe80::1]", "", "/", true)),
        ("https://[fe80::1]:8443/", ("https", "[fe80::1]:8443", "/", "/", true)),
        ("HTTPS://example.com", ("https", "example.com", "", "/", false)),
        ("https://me:secret@example.com/a", ("https", "example.com", "/a", "/a/", false)),
        ("https://127.0.0.1.example.com", ("https", "127.0.0.1.example.com", "", "/", false)),
    ];
    for (text, expected) in cases {
        let url = parse_url(text).unwrap_or_else(|| panic!("{text} is a URL"));
        assert_eq!((url.scheme, url.authority, url.path, url.normalized_path(), url.is_ip), expected, "{text}");
    }
}

#[test]
fn what_is_no_url() {
    let cases = [
        "",
        "example.com",
        "//example.com",
        "https:/example.com",
        "https://",
        "https:///path",
        "https://@",
        "https://:80",
        "ftp://example.com",
        "https://example.com?a=b",
        "https://example.com/?",
        "https://example.com#top",
        "https://exam ple.com",
        "https://[fe80::1",
        "https://example.com/é\u{7f}",
        "://example.com",
    ];
    for text in cases {
        assert_eq!(parse_url(text), None, "{text}");
    }
}

#[test]
fn host_labels() {
    let longest = "a".repeat(63);
    for label in ["a", "1", "a-b", "a-", "A1", &longest] {
        assert!(is_valid_host_label(label, false), "{label}");
        assert!(is_valid_host_label(&format!("{label}.{label}"), true), "{label}");
        assert!(!is_valid_host_label(&format!("{label}.{label}"), false), "{label}");
    }
    for label in ["", "-a", "a_b", "a b", "é", "a/b", &format!("{longest}a")] {
        assert!(!is_valid_host_label(label, false), "{label}");
        assert!(!is_valid_host_label(&format!("a.{label}"), true), "{label}");
        assert!(!is_valid_host_label(&format!("{label}.a"), true), "{label}");
    }
}

#[test]
fn buckets() {
    for bucket in ["abc", "a-b", "a--b", "123", "a1-", "ABC", "ab", "-ab", "a_b", "", "é--"] {
        let is_good = ["abc", "a-b", "a--b", "123"].contains(&bucket);
        assert_eq!(is_virtual_hostable_s3_bucket(bucket, false), is_good, "{bucket}");
        assert_eq!(is_virtual_hostable_s3_bucket(&format!("{bucket}.xyz"), true), is_good, "{bucket}");
        assert!(!is_virtual_hostable_s3_bucket(&format!("{bucket}.xyz"), false), "{bucket}");
    }
    assert!(is_virtual_hostable_s3_bucket("100.200.300", true));
    assert!(!is_virtual_hostable_s3_bucket("100.200.300.400", true));
    assert!(is_virtual_hostable_s3_bucket(&"a".repeat(63), false));
    assert!(!is_virtual_hostable_s3_bucket(&"a".repeat(64), false));
}

#[test]
fn arns() {
    let arn = parse_arn("arn:aws:sns:us-west-2:012345678910:a/b:c:").unwrap();
    assert_eq!((arn.partition, arn.service, arn.region, arn.account_id), ("aws", "sns", "us-west-2", "012345678910"));
    assert_eq!(arn.resource_id, ["a", "b", "c", ""]);
    let arn = parse_arn("arn:aws:s3:::bucket_name").unwrap();
    assert_eq!((arn.region, arn.account_id, arn.resource_id), ("", "", vec!["bucket_name"]));
    for text in ["", "arn", "arn:aws:s3:a:b", "arn:aws:s3:a:b:", "arn::s3:a:b:c", "arn:aws::a:b:c", "Arn:aws:s3:a:b:c"]
    {
        assert_eq!(parse_arn(text), None, "{text}");
    }
}

#[test]
fn substrings() {
    let cases = [
        (("abcde", 0, 2, false), Some("ab")),
        (("abcde", 1, 5, false), Some("bcde")),
        (("abcde", 0, 2, true), Some("de")),
        (("abcde", 1, 5, true), Some("abcd")),
        (("abcde", 0, 6, false), None),
        (("abcde", 0, 6, true), None),
        (("abcde", 2, 2, false), None),
        (("abcde", 3, 2, true), None),
        (("", 0, 1, false), None),
        (("abcdé", 0, 2, false), None),
    ];
    for ((text, start, end, reverse), expected) in cases {
        assert_eq!(substring(text, start, end, reverse), expected, "{text} {start} {end} {reverse}");
    }
}

#[test]
fn splits() {
    assert_eq!(split("a--b--c", "--", 0), ["a", "b", "c"]);
    assert_eq!(split("a--b--c", "--", 1), ["a--b--c"]);
    assert_eq!(split("a--b--c", "--", 2), ["a", "b--c"]);
    assert_eq!(split("--a--", "--", 0), ["", "a", ""]);
    assert_eq!(split("", "--", 0), [""]);
}

#[test]
fn elements() {
    let list = ["a", "b"];
    for (index, expected) in [(0, Some("a")), (1, Some("b")), (2, None), (-1, Some("b")), (-2, Some("a")), (-3, None)] {
        assert_eq!(element(&list, index), expected, "{index}");
    }
    assert_eq!(element::<String>(&[], isize::MIN), None);
}

#[test]
fn percent_encoding() {
    assert_eq!(uri_encode("azAZ09-_.~"), "azAZ09-_.~");
    assert_eq!(uri_encode("/:,?#[]{}|@! $&'()*+;=%<>\"^`\\"), {
        "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C"
    });
    assert_eq!(uri_encode("é"), "%C3%A9");
}
