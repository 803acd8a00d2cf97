// Credentials issued a second of processor time by @digitalbazaar/vc with eddsa-rdfc-2022: `node issue.mjs COUNT`, run where its packages are installed.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const require = createRequire(process.cwd() + '/');
const load = async name => import(pathToFileURL(require.resolve('@digitalbazaar/' + name)).href);
const vc = await load('vc');
const {DataIntegrityProof} = await load('data-integrity');
const {cryptosuite} = await load('eddsa-rdfc-2022-cryptosuite');
const Ed25519Multikey = await load('ed25519-multikey');
const {named} = require('@digitalbazaar/credentials-context');
const contexts = new Map([...named.values()].map(one => [one.id, one.context]));

const V2 = 'https://www.w3.org/ns/credentials/v2';
const documentLoader = async url => {
  if(!contexts.has(url)) {
    throw new Error('not at hand: ' + url);
  }
  return {contextUrl: null, documentUrl: url, document: contexts.get(url)};
};
const key = await Ed25519Multikey.generate({controller: 'did:example:station', id: 'did:example:station#key'});
const credential = n => ({
  '@context': [V2],
  id: 'urn:example:certificate:' + n,
  type: ['VerifiableCredential'],
  name: '职业技能等级证书 / Vocational Skill Level Certificate',
  description: '测试县职业技能鉴定所核发，编号 ' + n,
  issuer: 'did:example:station',
  validFrom: '2026-11-22T00:00:00+08:00',
  credentialSubject: {id: 'urn:example:holder:' + n, name: '欧阳小明'}
});
const issue = async n => {
  const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite});
  return vc.issue({credential: credential(n), suite, documentLoader});
};
const one = await issue(0);
if(one.proof?.cryptosuite !== 'eddsa-rdfc-2022') {
  throw new Error('no proof');
}
const count = Number(process.argv[2]);
for(let n = 0; n < 20; n++) {
  await issue(n);
}
const begin = process.cpuUsage();
for(let n = 0; n < count; n++) {
  await issue(n);
}
const {user, system} = process.cpuUsage(begin);
console.log(count / ((user + system) / 1e6));
