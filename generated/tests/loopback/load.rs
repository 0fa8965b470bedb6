//! Tests of many concurrent calls with one client.

use crate::program::{prepared, run};

#[tokio::test]
async fn every_concurrent_call_gets_its_own_response() {
    let mut command = prepared("load");
    command.args(["--seconds", "2", "--concurrency", "200"]);
    let run = run(command).await;
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    let answered = run.out.split(' ').next().and_then(|count| count.parse::<u64>().ok()).expect("a count");
    assert!(run.out.contains(&format!("; {answered} served, 0 failed, 0 mixed up\n")), "{}", run.out);
    assert!(answered >= 200, "{}", run.out);
}
