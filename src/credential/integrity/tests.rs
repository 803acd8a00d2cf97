use super::*;
use crate::credential::vectors;
use serde_json::Value;

/// The credential of the W3C's vectors, small enough to be typed here (W3C Software and Document licence).
const PUBLISHED: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","type":["VerifiableCredential","AlumniCredential"],"name":"Alumni Credential",
"description":"A minimum viable example of an Alumni Credential.","issuer":"https://vc.example/issuers/5678",
"validFrom":"2023-01-01T00:00:00Z","credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"},
"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z",
"verificationMethod":"did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
"proofPurpose":"assertionMethod","@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
"proofValue":"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"}}"#;

#[test]
fn the_published_credential_verifies() {
    let signed = read(PUBLISHED.as_bytes()).unwrap();
    assert!(signed.proof.holds());
    assert_eq!(signed.proof.created.as_deref(), Some("2023-02-24T23:36:38Z"));
}

#[test]
fn every_intermediate_value_is_the_published_one() {
    let Some(folder) = vectors::folder("eddsa-jcs-2022") else { return };
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap().trim().to_owned();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let json = |name: &str| serde_json::from_str::<Value>(&text(name)).unwrap();
    let keys = json("keyPair.json");
    let secret: [u8; 34] = did::from_multibase(keys["privateKeyMultibase"].as_str().unwrap()).unwrap();
    let signer = Signer::from_seed(secret[2..].try_into().unwrap());
    assert_eq!(did::did(&signer.public()), format!("did:key:{}", keys["publicKeyMultibase"].as_str().unwrap()));

    let document = any_canonical(&json("unsigned.json")).unwrap();
    assert_eq!(String::from_utf8(document.clone()).unwrap(), text("canonDocJCS.txt"));
    assert_eq!(hex(&Sha256::digest(&document)), text("docHashJCS.txt"));
    let options = json("proofConfigJCS.json");
    let canonical = any_canonical(&options).unwrap();
    assert_eq!(String::from_utf8(canonical.clone()).unwrap(), text("proofCanonJCS.txt"));
    assert_eq!(hex(&Sha256::digest(&canonical)), text("proofHashJCS.txt"));
    let message = hash_data(&canonical, Sha256::new_with_prefix(&document));
    assert_eq!(hex(&message), text("combinedHashJCS.txt"));
    assert_eq!(hex(&signer.raw(&message)), text("sigHexJCS.txt"));
    assert_eq!(did::multibase(&signer.raw(&message)), text("sigBTC58JCS.txt"));

    let context: Vec<&str> = options["@context"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let method = did::method(&signer.public());
    let proof = Proof::of(&context, options["created"].as_str().unwrap(), &method);
    let proof = proof.signed(Sha256::new_with_prefix(&document), &signer).unwrap();
    let signed = json("signedJCS.json");
    assert_eq!(serde_json::to_value(&proof).unwrap(), signed["proof"]);
    assert!(read(text("signedJCS.json").as_bytes()).unwrap().proof.holds());
}

/// The published credential with one thing changed.
fn with(from: &str, to: &str) -> Result<GivenProof, BadProof> {
    assert!(PUBLISHED.contains(from), "{from}");
    read(PUBLISHED.replacen(from, to, 1).as_bytes()).map(|signed| signed.proof)
}

#[test]
fn a_proof_of_another_form_is_named_as_what_it_is() {
    let other_key = "z6MkvJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\",";
    let cases = [
        ("\"DataIntegrityProof\"", "\"Ed25519Signature2020\"", BadProof::Member("type")),
        ("\"eddsa-jcs-2022\"", "\"eddsa-rdfc-2022\"", BadProof::Member("cryptosuite")),
        ("\"assertionMethod\"", "\"authentication\"", BadProof::Member("proofPurpose")),
        ("2023-02-24T23:36:38Z", "yesterday", BadProof::Member("created")),
        (
            "\"proofPurpose\"",
            "\"expires\":\"2030-01-01T00:00:00Z\",\"proofPurpose\"",
            BadProof::Unknown("expires".into()),
        ),
        ("z2HnF", "u2HnF", BadProof::Value),
        ("z2HnF", "z12HnF", BadProof::Value),
        ("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\",", other_key, BadProof::Key),
        ("\"@context\":[\"https://www.w3.org/ns/credentials/v2\",", "\"@context\":[", BadProof::Context),
        ("\"proof\":", "\"other\":", BadProof::Missing),
    ];
    for (from, to, why) in cases {
        assert_eq!(with(from, to), Err(why), "{to}");
    }
    assert_eq!(read(b"[]"), Err(BadProof::NotObject));
    assert_eq!(read(br#"{"proof":[{},{}]}"#), Err(BadProof::Several));
    assert_eq!(read(br#"{"proof":[]}"#), Err(BadProof::Missing));
    assert!(matches!(with("\"name\":", "\"id\":"), Err(BadProof::NotJson(_))), "a key twice");
    assert!(!with("2023-02-24T23:36:38Z", "2023-02-24T23:36:39Z").unwrap().holds(), "the options are signed too");
}

#[test]
fn white_space_does_not_matter_and_any_other_altered_byte_does() {
    let original = read(PUBLISHED.as_bytes()).unwrap();
    let mut broken = 0;
    for at in 0..PUBLISHED.len() {
        let mut bytes = PUBLISHED.as_bytes().to_vec();
        bytes[at] ^= 1;
        match read(&bytes) {
            Ok(signed) if signed.proof.holds() => assert_eq!(signed, original, "byte {at}"),
            _ => broken += 1,
        }
    }
    assert!(broken > PUBLISHED.len() - 20, "{broken} of {}", PUBLISHED.len());
}
