//! Names of reviewers are the same where people would say so.

use touchstone_domain::reviewer::name_key;

#[test]
fn case_composition_and_spaces_do_not_tell_names_apart() {
    assert_eq!(name_key("Zoë  Müller "), name_key("zoe\u{308} mu\u{308}ller"));
    assert_eq!(name_key("ÅSA"), name_key("a\u{30a}sa"));
    assert_eq!(name_key("\u{212b}sa"), name_key("åsa"), "the sign for ångström is an Å");
    assert_ne!(name_key("Müller"), name_key("Muller"), "an umlaut is a letter of its own");
    assert_eq!(name_key(" \t"), "");
}
