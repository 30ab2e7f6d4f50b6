import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { findRandomPorts, isPortFree } from '../../../cli/lib/portProbe'
import { findFreePorts, readPorts, requireFreePorts } from '../../../cli/lib/ports'

const usual = { app: 3000, workos: 4100, convex: 3210 }
const allFreeExcept = (...used: number[]) => async (port: number) => !used.includes(port)

describe('readPorts', () => {
  it.each([
    ['nothing set', {}, usual],
    ['empty variables', { PORT: '', WORKOS_EMULATOR_PORT: '' }, usual],
    ['all set', { PORT: '1', WORKOS_EMULATOR_PORT: '2', CONVEX_EMULATOR_PORT: '3' }, { app: 1, workos: 2, convex: 3 }],
  ])('%s', (_, env, ports) => {
    expect(readPorts(env)).toEqual(ports)
  })

  it.each(['abc', '0', '-1', '65535', '3000.5'])('refuses %s and names the variable', (value) => {
    expect(() => readPorts({ PORT: value })).toThrow(/PORT must be a port.*"/)
  })
})

describe('requireFreePorts', () => {
  it('accepts free ports', async () => {
    await expect(requireFreePorts(usual, undefined, allFreeExcept())).resolves.toBeUndefined()
  })

  it.each([
    [3000, 'PORT'],
    [4100, 'WORKOS_EMULATOR_PORT'],
    [3210, 'CONVEX_EMULATOR_PORT'],
    [3211, 'CONVEX_EMULATOR_PORT'],
  ])('names port %i and %s', async (port, variable) => {
    const attempt = requireFreePorts(usual, undefined, allFreeExcept(port))
    await expect(attempt).rejects.toThrow(new RegExp(`Port ${port}, .* set ${variable} to another port`))
  })

  it('notices two services on one port', async () => {
    const attempt = requireFreePorts({ ...usual, app: 4100 }, undefined, allFreeExcept())
    await expect(attempt).rejects.toThrow('Port 4100')
  })

  it('looks only at the services that are started', async () => {
    await expect(requireFreePorts(usual, ['workos'], allFreeExcept(3000))).resolves.toBeUndefined()
  })
})

describe('findFreePorts', () => {
  it.each([
    ['keeps free ports', [], usual],
    ['moves past used ones', [3000, 3001], { ...usual, app: 3002 }],
    ['wants two in a row for Convex', [3211], { ...usual, convex: 3212 }],
  ])('%s', async (_, used, found) => {
    expect(await findFreePorts(usual, undefined, allFreeExcept(...used))).toEqual(found)
  })

  it('gives no port to two services', async () => {
    const found = await findFreePorts({ app: 3210, workos: 3211, convex: 3210 }, undefined, allFreeExcept())
    expect(found).toEqual({ app: 3210, workos: 3211, convex: 3212 })
  })
})

describe('isPortFree', () => {
  let server: Server | undefined
  afterEach(() => new Promise<void>(done => server ? server.close(() => done()) : done()))

  it('tells used from free', async () => {
    const port = await findRandomPorts(1)
    expect(await isPortFree(port)).toBe(true)
    server = createServer()
    await new Promise<void>(done => server?.listen(port, '127.0.0.1', done))
    expect(await isPortFree(port)).toBe(false)
  })

  it('finds ports in a row', async () => {
    const first = await findRandomPorts(2)
    expect([await isPortFree(first), await isPortFree(first + 1)]).toEqual([true, true])
  })
})
