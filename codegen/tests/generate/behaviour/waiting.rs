//! Waiters and paginators. A part of `behaviour.rs`.

use super::*;

fn job(members: Value) -> Value {
    let mut job = json!({ "Name": "n" });
    job.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    job
}

/// How a wait for `JobsQuiet` ends at once with this answer: in success, in failure, or not.
async fn jobs_quiet(answer: Value) -> Option<bool> {
    let wait = Service::new(200, &answer).client().wait_until_jobs_quiet().wait(Duration::ZERO).await;
    match wait {
        Ok(_) => Some(true),
        Err(error) => match error.waiter_error() {
            WaiterError::FailureState(_) => Some(false),
            WaiterError::ExceededMaxWait(_) => None,
            other => panic!("{other:?}"),
        },
    }
}

#[tokio::test]
async fn the_first_acceptor_that_matches_decides() {
    let noisy = job(json!({ "Running": true }));
    let with = |member: &str, value: Value| {
        let mut answer = json!({ "Jobs": [noisy.clone()] });
        answer[member] = value;
        answer
    };
    assert_eq!(jobs_quiet(json!({ "Jobs": [] })).await, Some(true), "length of a filtered list");
    let even = job(json!({ "Done": 2, "Wanted": 2, "Ratio": 0.5 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [even] })).await, Some(true), "comparisons of numbers");
    let behind = job(json!({ "Done": 1, "Wanted": 2, "Ratio": 0.5 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [behind] })).await, None);
    let small = job(json!({ "Done": 2, "Wanted": 2, "Ratio": 0.25 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [small] })).await, None);
    assert_eq!(jobs_quiet(json!({})).await, None, "null has no length");
    for state in ["FAILED", "LOST"] {
        let answer = json!({ "Jobs": [noisy.clone(), job(json!({ "Running": true, "State": state }))] });
        assert_eq!(jobs_quiet(answer).await, Some(false), "one of several texts, {state} unknown or not");
    }
    let tagged = |tags: Value| json!({ "Jobs": [job(json!({ "Running": true, "Tags": tags }))] });
    assert_eq!(jobs_quiet(tagged(json!(["quiet", "quiet"]))).await, Some(true), "all of several lists");
    assert_eq!(jobs_quiet(tagged(json!(["quiet", "loud"]))).await, Some(false), "a text in a list");
    assert_eq!(jobs_quiet(tagged(json!([]))).await, None, "all of none");
    assert_eq!(jobs_quiet(with("ByName", json!({ "a": job(json!({ "State": "DONE" })) }))).await, Some(true), "values");
    let done = job(json!({ "Running": true, "State": "DONE" }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [noisy, done] })).await, Some(true), "the last of a list");
    assert_eq!(jobs_quiet(json!({ "Jobs": [done, noisy], "Job": done })).await, Some(true), "several in one list");
    assert_eq!(jobs_quiet(json!({ "Jobs": [done, noisy] })).await, None);
    assert_eq!(jobs_quiet(with("Names", json!(["quiet"]))).await, Some(true), "a list of the model");
    for note in ["ok, go", "it is ok", "all ok now"] {
        assert_eq!(jobs_quiet(with("Job", job(json!({ "Note": note })))).await, Some(true), "{note}");
    }
    assert_eq!(jobs_quiet(with("Job", job(json!({ "Ended": "x", "Big": 10 })))).await, Some(true), "not null");
    assert_eq!(jobs_quiet(with("Job", job(json!({ "Ended": "x", "Big": 9 })))).await, None);
}

#[tokio::test]
async fn a_wait_ends_with_an_error_it_knows_or_with_any() {
    let wait = |status, answer| async move {
        Service::new(status, &answer).client().wait_until_job_done().wait(Duration::ZERO).await
    };
    assert!(wait(200, json!({ "Job": job(json!({ "State": "DONE" })) })).await.is_ok());
    let failed = wait(200, json!({ "Job": job(json!({ "Note": "broken" })) })).await.unwrap_err();
    assert_eq!(failed.reason(), Some("broken"));
    assert_eq!(failed.to_string(), "waiting failed for JobDone: broken");
    for code in ["JobLost", "Anything"] {
        let lost = wait(400, json!({ "__type": code })).await.unwrap_err();
        assert!(matches!(lost.waiter_error(), WaiterError::FailureState(_)), "{lost}");
        assert_eq!(lost.reason(), None);
    }
    let busy = wait(400, json!({ "__type": "Busy" })).await.unwrap_err();
    assert!(matches!(busy.into_waiter_error(), WaiterError::ExceededMaxWait(_)));
}

#[tokio::test]
async fn what_was_started_is_waited_for() {
    let export = |answer: Value| async move {
        let service = Service::new(200, &answer);
        let end = service.client().start_export().name("n").send_and_wait(Duration::ZERO).await;
        let asked: Vec<Value> =
            service.asked.lock().unwrap().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
        (end, asked)
    };
    let (end, asked) = export(json!({ "State": "DONE", "Running": true })).await;
    assert_eq!(end.unwrap().state(), Some("DONE"));
    let poll = json!({ "Names": ["n"], "By": { "Kind": "EXACT", "Note": "n" } });
    assert_eq!(asked, [json!({ "Name": "n" }), poll]);
    let (end, _) = export(json!({ "State": "FAILED", "Running": true, "Notes": ["no space", "no time"] })).await;
    let said = end.unwrap_err().to_string();
    assert!(said.contains("waiting failed for ExportDone: no space; no time"), "{said}");
    let (end, asked) = export(json!({ "State": "DONE" })).await;
    assert!(end.unwrap_err().to_string().contains("exceeded max wait time"), "an end that may be an old one");
    assert_eq!(asked.len(), 2);
}

#[tokio::test]
#[allow(deprecated, reason = "the model deprecates the waiter")]
async fn an_acceptor_can_compare_the_answer_with_what_was_asked() {
    let service = Service::new(200, &json!({ "Job": job(json!({})) }));
    let named = service.client().wait_until_job_named().name("n");
    assert_eq!(named.as_input().get_name().as_deref(), Some("n"));
    assert!(named.clone().wait(Duration::ZERO).await.is_ok());
}

#[tokio::test]
async fn pages_are_followed_by_tokens_of_any_kind_at_any_depth() {
    let next = json!({ "From": { "shelf": "2" }, "Prices": { "pear": 3 } });
    let service = Service::new(200, &json!({ "Next": next }));
    let items = service.client().scan_shelf().into_paginator().page_size(5).items().send();
    let items: Vec<(String, i32)> = items.collect::<Result<_, _>>().await.unwrap();
    assert_eq!(items, [("pear".to_owned(), 3), ("pear".to_owned(), 3)], "the second page repeats the token");
    let asked: Vec<Value> =
        service.asked.lock().unwrap().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    assert_eq!(asked, [json!({ "Limit": 5 }), json!({ "Limit": 5, "From": { "shelf": "2" } })]);

    let service = Service::new(200, &json!({ "More": "again", "Volumes": ["a"] }));
    let mut pages = service.client().list_volumes().into_paginator().stop_on_duplicate_token(false).items().send();
    for _ in 0..5 {
        assert_eq!(pages.next().await.unwrap().unwrap(), "a");
    }
    let service = Service::new(200, &json!({ "Next": { "From": {} } }));
    let pages = service.client().scan_shelf().into_paginator().send().collect::<Vec<_>>().await;
    assert_eq!(pages.len(), 1, "an empty token is none");
}
