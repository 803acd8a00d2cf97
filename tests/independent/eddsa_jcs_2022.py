"""Another implementation's word on our credentials, and a credential of its own for us to verify.

Usage: eddsa_jcs_2022.py OURS THEIRS
Reads the credential OURS and verifies it with the package `awr` from PyPI (not ours, not related); then signs the same document
without our proof under a key of its own and writes it to THEIRS. Exit 0 where ours verified, 1 where not, 77 where the package is missing.
"""

import copy
import json
import sys

try:
    from awr import didkey, proof
except ImportError as missing:
    print(f"SKIPPED: {missing} (pip install awr)")
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
own_proof = document["proof"][0]
method = own_proof["verificationMethod"]
key = didkey.parse_did_key(method.split("#")[0])
if not proof.verify_document_signature(document, own_proof, key):
    print("the other implementation refuses our credential")
    sys.exit(1)
changed = copy.deepcopy(document)
changed["credentialSubject"]["licenseNumber"] += "0"
if proof.verify_document_signature(changed, own_proof, key):
    print("the other implementation takes a changed credential")
    sys.exit(1)
own = didkey.SigningKey.from_seed(bytes(range(32)))
unsigned = {name: value for name, value in document.items() if name != "proof"}
signed = proof.sign_document(unsigned, own, "2026-11-22T12:00:00Z")
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(signed, file, ensure_ascii=False)
print("both ways")
