import { type KeyObject, randomBytes, sign } from 'node:crypto'
import { bitString, explicit, nullValue, objectIdentifier, positiveInteger, sequence, set, smallInteger, time, utf8String } from './der'

const SHA256_WITH_RSA = sequence(objectIdentifier('2a864886f70d01010b'), nullValue())
const COMMON_NAME = objectIdentifier('550403')
const VALIDITY_MS = 5 * 365 * 24 * 3600_000

/** Key sets carry a certificate of each key (`x5c`); readers use it as a container, so it is signed by itself. */
export function selfSignedCertificate(commonName: string, keys: { publicKey: KeyObject, privateKey: KeyObject }, from: Date): Buffer {
  const name = sequence(set(sequence(COMMON_NAME, utf8String(commonName))))
  const toBeSigned = sequence(
    explicit(0, smallInteger(2)),
    positiveInteger(randomSerial()),
    SHA256_WITH_RSA,
    name,
    sequence(time(from), time(new Date(from.getTime() + VALIDITY_MS))),
    name,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
  )
  return sequence(toBeSigned, SHA256_WITH_RSA, bitString(sign('sha256', toBeSigned, keys.privateKey)))
}

/** DER wants the shortest form: after the leading zero of a positive number the first bit must be set. */
function randomSerial(): Buffer {
  const serial = randomBytes(8)
  serial[0] = (serial[0] ?? 0) | 0x80
  return serial
}
