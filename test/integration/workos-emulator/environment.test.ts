import { describe, expect, it } from 'vitest'
import { useEmulator } from './startEmulator'

const emulator = useEmulator()

describe('redirect URIs', () => {
  const PATH = '/user_management/redirect_uris'

  it('are seeded for the application', async () => {
    expect((await emulator.api('GET', `${PATH}?order=asc`)).body.data).toMatchObject([
      { object: 'redirect_uri', uri: 'http://localhost:3000/auth/callback', default: true },
      { object: 'redirect_uri', uri: 'http://localhost:*/auth/callback', default: false },
    ])
  })

  it('are registered once', async () => {
    const uri = 'https://app.example.com/auth/callback'
    expect(await emulator.api('POST', PATH, { uri })).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^ruri_/), uri, default: false } })
    const again = await emulator.api('POST', PATH, { uri })
    expect(again.status).toBe(422)
    expect(JSON.stringify(again.body)).toContain('already exists')
  })

  it('must be absolute', async () => {
    expect(await emulator.api('POST', PATH, { uri: '/auth/callback' })).toMatchObject({ status: 422 })
  })
})

describe('CORS origins', () => {
  const PATH = '/user_management/cors_origins'

  it('are registered once', async () => {
    const origin = 'https://app.example.com'
    expect(await emulator.api('POST', PATH, { origin })).toMatchObject({ status: 201, body: { object: 'cors_origin', origin } })
    expect(await emulator.api('POST', PATH, { origin })).toMatchObject({ status: 409, body: { code: 'duplicate_cors_origin' } })
    expect((await emulator.api('GET', PATH)).body.data).toMatchObject([{ origin }])
  })

  it.each(['https://app.example.com/path', 'app.example.com'])('must be origins, unlike %s', async (origin) => {
    expect(await emulator.api('POST', PATH, { origin })).toMatchObject({ status: 422 })
  })
})

describe('the homepage', () => {
  const PATH = '/user_management/app_homepage_url'

  it('can be set', async () => {
    const url = 'https://app.example.com/'
    expect(await emulator.api('PUT', PATH, { url })).toMatchObject({ status: 200, body: { url } })
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'nonsense'])('cannot be %s', async (url) => {
    expect(await emulator.api('PUT', PATH, { url })).toMatchObject({ status: 422 })
  })
})
