use super::*;
use crate::credential::strict;
use crate::credential::vectors;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn text<T: Serialize>(value: T) -> String {
    String::from_utf8(to_canonical(&value).unwrap()).unwrap()
}

#[test]
fn the_published_vectors_without_fractions_come_out_byte_for_byte() {
    let Some(folder) = vectors::folder("jcs") else { return };
    for name in ["arrays", "french", "structures", "unicode", "weird"] {
        let input: Value =
            serde_json::from_slice(&std::fs::read(folder.join(format!("input/{name}.json"))).unwrap()).unwrap();
        let wanted = std::fs::read(folder.join(format!("output/{name}.json"))).unwrap();
        assert_eq!(String::from_utf8(to_canonical(&input).unwrap()), String::from_utf8(wanted), "{name}");
    }
}

#[test]
fn the_published_vector_with_fractions_is_refused_and_comes_out_without_them() {
    let Some(folder) = vectors::folder("jcs") else { return };
    let mut input: Value = serde_json::from_slice(&std::fs::read(folder.join("input/values.json")).unwrap()).unwrap();
    assert_eq!(to_canonical(&input), Err(NotCanonical::Number("333333333.3333333".into())));
    input.as_object_mut().unwrap().shift_remove("numbers");
    assert_eq!(text(&input), r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#);
}

#[test]
fn keys_sort_by_their_utf16_units_and_not_by_their_bytes() {
    assert_eq!(
        text(
            json!({"\u{fb33}": 1, "𬱖": 2, "😀": 3, "b": 4, "a": {"z": 1, "y": [{"2": 0, "10": 0}]}, "a!": 5, "a b": 6, "": 7})
        ),
        "{\"\":7,\"a\":{\"y\":[{\"10\":0,\"2\":0}],\"z\":1},\"a b\":6,\"a!\":5,\"b\":4,\"😀\":3,\"𬱖\":2,\"\u{fb33}\":1}"
    );
}

#[test]
fn a_struct_is_written_in_the_order_of_its_keys() {
    #[derive(Serialize)]
    struct Act<'a> {
        seat: u8,
        kind: &'a str,
        batch: Option<i64>,
        marks: Vec<(u16, i32)>,
    }
    let act = Act { seat: 7, kind: "入场\n\"\u{7f}", batch: None, marks: vec![(1, 250), (2, -50)] };
    assert_eq!(text(&act), "{\"batch\":null,\"kind\":\"入场\\n\\\"\u{7f}\",\"marks\":[[1,250],[2,-50]],\"seat\":7}");
    assert_eq!(text([1, 2]), "[1,2]");
    assert_eq!(text("a\u{1}"), r#""a\u0001""#);
}

#[test]
fn whole_numbers_stop_at_two_to_the_53_less_one() {
    let edge = MAX_INTEGER as i64;
    assert_eq!(text(edge), "9007199254740991");
    assert_eq!(text(-edge), "-9007199254740991");
    assert_eq!(text(json!({"a": 56.0, "b": -0.0})), r#"{"a":56,"b":0}"#);
    for value in [json!(edge + 1), json!(edge + 2), json!(-edge - 1), json!(u64::MAX), json!(i64::MIN), json!(1e20)] {
        assert!(matches!(to_canonical(&json!([{"n": value}])), Err(NotCanonical::Number(_))), "{value}");
    }
    for value in [0.5, 1e-7, 1e21, -100.25] {
        assert!(matches!(to_canonical(&value), Err(NotCanonical::Number(_))), "{value}");
    }
    assert!(matches!(to_canonical(&u128::MAX), Err(NotCanonical::Number(_))));
}

#[test]
fn a_key_twice_and_a_key_that_is_no_text_are_refused() {
    #[derive(Serialize)]
    struct Twice {
        #[serde(rename = "a")]
        one: u8,
        #[serde(rename = "a")]
        two: u8,
    }
    assert!(matches!(to_canonical(&Twice { one: 1, two: 2 }), Err(NotCanonical::NotJson(_))));
    assert!(matches!(to_canonical(&BTreeMap::from([((1, 2), 3)])), Err(NotCanonical::NotJson(_))));
    assert_eq!(text(BTreeMap::from([(9, 'x'), (10, 'y')])), r#"{"10":"y","9":"x"}"#);
}

fn any_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i16>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from)
    ];
    let float = prop_oneof![Just(3.0), Just(0.5)].prop_map(Value::from);
    let leaf = prop_oneof![
        4 => any::<i32>().prop_map(Value::from),
        4 => any::<String>().prop_map(Value::from),
        1 => number, 1 => float, 1 => any::<bool>().prop_map(Value::from), 1 => Just(Value::Null)
    ];
    let key = prop_oneof![6 => "[a-z_0-9 !\"]{0,3}", 1 => any::<String>()];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_short_road_and_the_general_road_write_the_same_bytes(value in any_value()) {
        let general = general(&value);
        if let Some(text) = plain::write(&value) {
            prop_assert_eq!(Ok(text.into_bytes()), general.clone());
        }
        prop_assert_eq!(to_canonical(&value), general);
    }

    #[test]
    fn canonical_bytes_read_back_to_the_same_bytes(value in any_value()) {
        if let Ok(bytes) = to_canonical(&value) {
            let again: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(to_canonical(&again).unwrap(), bytes);
        }
    }

    #[test]
    fn plain_acts_take_the_short_road(value in proptest::collection::hash_map("[a-z_]{1,8}", any::<(i32, String)>(), 0..9)) {
        prop_assert!(plain::write(&value).is_some());
    }
}

/// Any JSON without fractions, its keys ASCII now and then.
fn plain_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-(MAX_INTEGER as i64)..=MAX_INTEGER as i64).prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        "[\u{0}-\u{20}\"\\\\a𬱖]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z@ A-Z]{0,4}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_hashed_where_it_lies_is_what_would_be_written(
        map in prop::collection::btree_map("[a-z@A-Z]{1,4}", plain_value(), 1..5), flip in any::<(usize, u8)>()
    ) {
        let value = Value::Object(map.into_iter().collect());
        let text = String::from_utf8(any_canonical(&value).unwrap()).unwrap();
        match slices::members(&text) {
            None => prop_assert!(text.contains('\\'), "what we write without an escape is known: {text}"),
            Some(found) => {
                prop_assert_eq!(found.len(), value.as_object().unwrap().len());
                for member in &found {
                    let (before, behind) = slices::without(&text, member);
                    let mut less = value.clone();
                    less.as_object_mut().unwrap().shift_remove(member.key);
                    prop_assert_eq!([before, behind].concat().into_bytes(), any_canonical(&less).unwrap());
                }
                let mut read = strict::Object::default();
                found.into_iter().for_each(|member| read.put(member.key, member.value));
                prop_assert_eq!(strict::Json::Object(read), strict::read(text.as_bytes()).unwrap());
            }
        }
        // Whatever is taken for canonical after a byte was changed is canonical JSON.
        let mut other = text.into_bytes();
        let at = flip.0 % other.len();
        other[at] ^= flip.1;
        if str::from_utf8(&other).ok().and_then(slices::members).is_some() {
            prop_assert_eq!(any_canonical(&strict::read(&other).unwrap()).unwrap(), other);
        }
    }
}

#[test]
fn what_is_not_in_canonical_form_is_left_to_the_general_road() {
    for text in [
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{ \"a\":1}",
        "{\"a\":1} ",
        "{\"a\":1.5}",
        "{\"a\":01}",
        "{\"a\":-0}",
        "{\"a\":1e3}",
        "{\"a\":\"\\n\"}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\u000A\"}",
        "{\"a\":\"\\u000a\"}",
        "{\"a\":\"\n\"}",
        "{\"é\":1}",
        "[]",
        "",
        "{",
        "{\"a\":9007199254740992}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":tru}",
    ] {
        assert_eq!(slices::members(text), None, "{text}");
    }
    assert!(slices::members("{}").unwrap().is_empty());
}
