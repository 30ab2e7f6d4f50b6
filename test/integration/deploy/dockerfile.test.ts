import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { satisfies } from 'semver'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { startHttpServer } from '../../support/testServers'
import { execForm, readStages } from './instructions'

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const [build = [], final = []] = readStages(read('Dockerfile'))
const valuesOf = (stage: typeof final, name: string) => stage.filter(instruction => instruction.name === name).map(({ value }) => value)

describe('the image', () => {
  it('has two stages, on a Node that the application supports', () => {
    expect(readStages(read('Dockerfile'))).toHaveLength(2)
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
    for (const stage of [build, final]) {
      const [, major = ''] = /^node:(\d+)-slim\b/.exec(stage[0]?.value ?? '') ?? []
      expect(satisfies(`${major}.99.0`, engines.node)).toBe(true)
    }
  })

  it('installs what the lockfile says, and only to build', () => {
    expect(valuesOf(build, 'RUN').join()).toMatch(/\bnpm ci\b/)
    expect(valuesOf(final, 'RUN')).toEqual([])
    expect(valuesOf(final, 'COPY')).toEqual(['--from=build /app/.output ./'])
  })

  it('runs without rights, and gets the signals that end it', () => {
    expect(valuesOf(final, 'USER')).toEqual(['node'])
    expect(execForm(valuesOf(final, 'CMD')[0] ?? '')).toEqual(['node', 'server/index.mjs'])
  })

  it('holds no secret, and needs none to be built', () => {
    expect([...build, ...final].filter(({ name }) => name === 'ARG')).toEqual([])
    expect([...valuesOf(build, 'ENV'), ...valuesOf(final, 'ENV')].join()).not.toMatch(/WORKOS|CONVEX|MAIL|REDIS/)
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', '**/node_modules']))
  })

  it('is healthy as long as the server says so', async () => {
    const [program = '', ...args] = execForm(valuesOf(final, 'HEALTHCHECK')[0] ?? '') ?? []
    expect(program).toBe('node')
    const exitCode = async (port: number): Promise<unknown> => {
      const child = spawn(process.execPath, args, { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' })
      return (await once(child, 'exit'))[0] as unknown
    }
    const server = await startHttpServer(({ url }, response) => response.writeHead(url === '/health' ? 200 : 404).end())
    expect(await exitCode(server.port)).toBe(0)
    server.close()
    expect(await exitCode(server.port)).toBe(1)
    const failing = await startHttpServer((_, response) => response.writeHead(500).end())
    expect(await exitCode(failing.port)).toBe(1)
    failing.close()
  })
})
