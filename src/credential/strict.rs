//! JSON from outside, read so that it can mean one thing only: a key that stands twice is refused, where most readers take
//! one of the two and different readers different ones.
//!
//! Texts stay where they lie in the bytes that were read, as long as no escape is among them, and members in the order in which they
//! stand: a credential is read once, looked through and let go.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

/// A value without a key twice in any of its objects.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// Members in the order in which they stand; which one comes first says nothing.
#[derive(Clone, Debug, Default)]
pub struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

/// Reads one JSON value and nothing after it.
pub fn read(bytes: &[u8]) -> Result<Json<'_>, serde_json::Error> {
    match str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        // It says where.
        Err(_) => serde_json::from_slice(bytes),
    }
}

impl<'a> Json<'a> {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Json<'a>]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// What a path like `/issuer/0/name` leads to.
    pub fn at(&self, path: &str) -> Option<&Json<'a>> {
        path.split('/').skip(1).try_fold(self, |from, step| match from {
            Json::Object(object) => object.get(step),
            Json::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl<'a> Object<'a> {
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// What a path like `/issuer/0/name` leads to.
    pub fn at(&self, path: &str) -> Option<&Json<'a>> {
        let path = path.strip_prefix('/')?;
        match path.find('/') {
            Some(end) => self.get(&path[..end])?.at(&path[end..]),
            None => self.get(path),
        }
    }

    /// Adds a member, of whose key it is known that it does not stand here yet.
    pub fn put(&mut self, key: &'a str, value: Json<'a>) {
        self.0.push((key.into(), value));
    }

    /// Takes a member out.
    pub fn take(&mut self, key: &str) -> Option<Json<'a>> {
        let at = self.0.iter().position(|(own, _)| own == key)?;
        Some(self.0.remove(at).1)
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| &**key)
    }

    /// A key that stands twice. Keys in order, as in every credential of ours, cannot.
    fn twice(&self) -> Option<&str> {
        if self.0.is_sorted_by(|(one, _), (next, _)| one < next) {
            return None;
        }
        let mut keys: Vec<&str> = self.keys().collect();
        keys.sort_unstable();
        keys.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
    }
}

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => out.serialize_unit(),
            Json::Bool(value) => out.serialize_bool(*value),
            Json::Number(number) => number.serialize(out),
            Json::Text(text) => out.serialize_str(text),
            Json::List(items) => out.collect_seq(items),
            Json::Object(object) => object.serialize(out),
        }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

/// A key, where it lies.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Json::deserialize(from)? {
            Json::Text(text) => Ok(Key(text)),
            _ => Err(D::Error::custom("a key is a text")),
        }
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json<'de>, E> {
        Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(value.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut object = Object::default();
        while let Some((Key(key), value)) = map.next_entry()? {
            object.0.push((key, value));
        }
        match object.twice() {
            None => Ok(Json::Object(object)),
            Some(key) => Err(A::Error::custom(format_args!("the key {key:?} stands twice"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_key_twice_is_refused_at_every_depth_and_anything_else_reads_as_it_stands() {
        let plain = r#"{"d":{},"a":[1,-2,0.5,true,null,{"b":"c\n"}]}"#;
        let (ours, theirs) = (read(plain.as_bytes()).unwrap(), serde_json::from_str::<Value>(plain).unwrap());
        assert_eq!(serde_json::to_value(&ours).unwrap(), theirs);
        assert_eq!(serde_json::to_string(&ours).unwrap(), plain, "in its own order");
        for twice in
            [r#"{"a":1,"a":1}"#, r#"{"b":1,"a":1,"b":2}"#, r#"[{"b":{"a":1,"\u0061":2}}]"#, "{} {}", "", "{", "{1:2}"]
        {
            assert!(read(twice.as_bytes()).is_err(), "{twice}");
        }
        assert!(read(b"\"\xff\"").is_err());
        assert!(read("[".repeat(100_000).as_bytes()).is_err(), "depth is bounded");
    }

    #[test]
    fn a_path_leads_through_objects_and_lists_and_the_order_of_members_says_nothing() {
        let json = |text: &'static str| read(text.as_bytes()).unwrap();
        let one = json(r#"{"a":[{"b":"c"}],"d":2}"#);
        assert_eq!(one.at("/a/0/b").and_then(Json::as_text), Some("c"));
        assert_eq!(one.at("/a").and_then(Json::as_list).map(<[_]>::len), Some(1));
        for nowhere in ["/a/1/b", "/a/b", "/d/x", "/e", "/a/0/b/c"] {
            assert_eq!(one.at(nowhere), None, "{nowhere}");
        }
        assert_eq!(one, json(r#"{"d":2,"a":[{"b":"c"}]}"#));
        assert_ne!(one, json(r#"{"d":2,"a":[{"b":"d"}]}"#));
        assert_ne!(one, json(r#"{"d":2,"a":[{"b":"c"}],"e":null}"#));
    }
}
