//! The JSON Schemas say of files what the forms say.

use serde_json::Value;
use std::collections::BTreeMap;

fn schemas() -> BTreeMap<&'static str, Value> {
    super::super::schemas().into_iter().map(|(stem, schema)| (stem, schema.to_value())).collect()
}

#[test]
fn every_key_and_choice_is_described_and_none_may_be_null() {
    for (stem, schema) in schemas() {
        assert!(schema["title"].is_string(), "{stem}");
        assert!(!schema.to_string().contains("\"null\""), "{stem}");
        undescribed(stem, &schema);
    }
}

fn undescribed(at: &str, schema: &Value) {
    let Value::Object(object) = schema else { return };
    for (key, value) in object {
        if key == "properties" {
            for (name, property) in value.as_object().expect("keys") {
                // The key of a choice is described by the choice that holds it.
                let described = property.get("description").is_some() || object.get("description").is_some();
                assert!(described, "{at}: {name}");
            }
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| undescribed(&format!("{at}/{key}"), item)),
            Value::Object(_) => undescribed(&format!("{at}/{key}"), value),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
