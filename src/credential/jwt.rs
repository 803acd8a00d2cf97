//! The credential as a VC-JWT under ES256, for wallets and validators that do not know `eddsa-jcs-2022`: Open Badges 3.0 §8.2.
//!
//! It is made at export, says exactly what the signed credential says, and is no second original: our own verification takes the
//! credential, the PDF or the QR. The P-256 key is derived from the station's credential key, so that it need not be kept, and
//! one station has one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::canonical::{NotCanonical, to_canonical};
use super::tags::KEY_JWT;

/// The station's key for JWTs.
pub struct JwtKey(SigningKey);

impl JwtKey {
    /// Derived from the seed of the credential key: HMAC-SHA256 under it, of the purpose and a counter.
    pub fn derive(seed: &[u8; 32]) -> JwtKey {
        for counter in 0..=u8::MAX {
            let mut mac = Hmac::<Sha256>::new_from_slice(seed).expect("any length is a key");
            mac.update(&KEY_JWT.message(&[counter]));
            let bytes = Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes()));
            // One value in 2^32 is no scalar of the curve: then the next is taken.
            if let Ok(key) = SigningKey::from_slice(bytes.as_slice()) {
                return JwtKey(key);
            }
        }
        unreachable!("256 values in a row that are no scalar")
    }

    /// The public key as a JWK.
    pub fn jwk(&self) -> Value {
        let point = self.0.verifying_key().to_sec1_point(false);
        let text = |bytes: Option<&[u8]>| URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default());
        json!({"crv": "P-256", "kty": "EC", "x": text(point.x().map(AsRef::as_ref)), "y": text(point.y().map(AsRef::as_ref))})
    }

    /// The credential's members, without its Data Integrity proof, as a signed JWT.
    pub fn sign(&self, document: &Map<String, Value>) -> Result<String, NotCanonical> {
        let header = json!({"alg": "ES256", "jwk": self.jwk(), "typ": "JWT"});
        let mut claims = document.clone();
        let from = document.get("validFrom").and_then(Value::as_str).unwrap_or_default();
        let from = chrono::DateTime::parse_from_rfc3339(from).map_or(0, |at| at.timestamp());
        claims.insert("iss".to_owned(), document["issuer"]["id"].clone());
        claims.insert("jti".to_owned(), document["id"].clone());
        claims.insert("nbf".to_owned(), from.into());
        let part = |value: &Value| Ok::<_, NotCanonical>(URL_SAFE_NO_PAD.encode(to_canonical(value)?));
        let signed = format!("{}.{}", part(&header)?, part(&Value::Object(claims))?);
        let signature: Signature = self.0.sign(signed.as_bytes());
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    #[test]
    fn the_jwt_says_what_the_credential_says_and_verifies_by_the_key_in_its_header() {
        let document = json!({"id": "urn:x", "issuer": {"id": "did:key:z"}, "validFrom": "2026-11-22T00:00:00+08:00", "name": "凭证"});
        let key = JwtKey::derive(&[7; 32]);
        let jwt = key.sign(document.as_object().unwrap()).unwrap();
        let parts: Vec<&str> = jwt.split('.').collect();
        let part = |at: usize| URL_SAFE_NO_PAD.decode(parts[at]).unwrap();
        let header: Value = serde_json::from_slice(&part(0)).unwrap();
        assert_eq!(header["alg"], "ES256");
        let claims: Value = serde_json::from_slice(&part(1)).unwrap();
        assert_eq!(
            (&claims["name"], &claims["iss"], &claims["jti"]),
            (&document["name"], &json!("did:key:z"), &json!("urn:x"))
        );
        assert_eq!(claims["nbf"], 1_795_276_800);
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(header["jwk"][name].as_str().unwrap()).unwrap();
        let point = [vec![4], coordinate("x"), coordinate("y")].concat();
        let public = VerifyingKey::from_sec1_bytes(&point).unwrap();
        let signature = Signature::from_slice(&part(2)).unwrap();
        public.verify(format!("{}.{}", parts[0], parts[1]).as_bytes(), &signature).unwrap();
        assert!(public.verify(format!("{}.{}x", parts[0], parts[1]).as_bytes(), &signature).is_err());
    }

    #[test]
    fn one_station_has_one_key_and_another_station_another() {
        assert_eq!(JwtKey::derive(&[7; 32]).jwk(), JwtKey::derive(&[7; 32]).jwk());
        assert_ne!(JwtKey::derive(&[7; 32]).jwk(), JwtKey::derive(&[8; 32]).jwk());
    }
}
