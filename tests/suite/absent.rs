//! Programs of others that a test needs and the machine may not have.

/// Says that a test was skipped. Where `HOKOKU_TEST_REQUIRE_ALL` is set, as in `.ci/run`, it fails instead, so that no green run
/// hides that nothing was held against other programs.
pub fn skipped(name: &str) {
    told(name, std::env::var_os("HOKOKU_TEST_REQUIRE_ALL").is_some());
}

fn told(name: &str, is_required: bool) {
    assert!(!is_required, "{name} is not installed, and HOKOKU_TEST_REQUIRE_ALL is set");
    println!("skipped: {name} is not installed");
}

#[test]
#[should_panic(expected = "Calc is not installed, and HOKOKU_TEST_REQUIRE_ALL is set")]
fn a_program_that_is_required_and_absent_fails_the_test() {
    told("Calc", true);
}

#[test]
fn a_program_that_is_absent_skips_the_test_where_none_is_required() {
    told("Calc", false);
}
