import { describe, expect, it } from 'vitest'
import { normalizeIssuer } from '../../../emulators/convex/auth/normalizeIssuer'

describe('an issuer in auth.config.ts', () => {
  it.each([
    ['https://a.example/', 'https://a.example/'],
    ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
    ['HTTPS://A.example', 'HTTPS://A.example'],
    ['a.example.com/path', 'https://a.example.com/path'],
    ['localhost:3000', 'https://localhost:3000'],
  ])('%s is kept as %s', (written, kept) => {
    expect(normalizeIssuer(written)).toBe(kept)
  })

  it.each(['', '"https://a.example"', 'ftp://a.example', 'undefined', 'https://'])('%j is refused', (written) => {
    expect(() => normalizeIssuer(written)).toThrow('Invalid provider domain URL')
  })
})
