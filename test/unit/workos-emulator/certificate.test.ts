import { X509Certificate, generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { selfSignedCertificate } from '../../../emulators/workos/tokens/selfSignedCertificate'

it('is a certificate that others can read, signed by its own key', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = new X509Certificate(selfSignedCertificate('WorkOS emulator', keys, new Date('2026-03-04T05:06:07Z')))
  expect(certificate.subject).toBe('CN=WorkOS emulator')
  expect(certificate.issuer).toBe('CN=WorkOS emulator')
  expect(certificate.validFrom).toBe('Mar  4 05:06:07 2026 GMT')
  expect(certificate.verify(keys.publicKey)).toBe(true)
  expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true)
})
