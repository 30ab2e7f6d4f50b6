import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { type JWK, calculateJwkThumbprint, exportJWK } from 'jose'
import { selfSignedCertificate } from './selfSignedCertificate'

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicJwk: JWK
}

export interface SigningKeys {
  active(): SigningKey
  /** The active key and the one before it, so that tokens signed before a rotation still verify. */
  served(): SigningKey[]
  rotate(): Promise<SigningKey>
  /** Back to the first key: a verifier that cached it keeps working. */
  reset(): void
}

/** @param pinnedKey PEM of an RSA private key, for tokens that outlive a restart. */
export async function createSigningKeys(commonName: string, pinnedKey?: string): Promise<SigningKeys> {
  const first = await describe(pinnedKey ? createPrivateKey(pinnedKey) : await newPrivateKey(), commonName)
  let served = [first]
  return {
    active: () => served[0] ?? first,
    served: () => served,
    rotate: async () => {
      const next = await describe(await newPrivateKey(), commonName)
      served = [next, ...served].slice(0, 2)
      return next
    },
    reset: () => {
      served = [first]
    },
  }
}

async function newPrivateKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return privateKey
}

async function describe(privateKey: KeyObject, commonName: string): Promise<SigningKey> {
  const publicKey = createPublicKey(privateKey)
  const jwk = await exportJWK(publicKey)
  const kid = `sso_oidc_key_pair_${(await calculateJwkThumbprint(jwk)).slice(0, 26)}`
  const certificate = selfSignedCertificate(commonName, { publicKey, privateKey }, new Date())
  const publicJwk = {
    alg: 'RS256',
    use: 'sig',
    ...jwk,
    kid,
    'x5c': [certificate.toString('base64')],
    'x5t#S256': createHash('sha256').update(certificate).digest('base64url'),
  }
  return { kid, privateKey, publicJwk }
}
