import { parseEnv } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SERVER_SCRIPT } from '../../cli/lib/build'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { copyProject, type Project } from '../integration/cli/project'
import { startServices, type Services } from '../integration/cli/services'
import { readCode } from '../support/inbox'
import { startChild } from '../support/startChild'
import { createSignedInVisitor } from '../support/visitor'

const EMAIL = 'ada@example.com'

let project: Project
let services: Services
beforeAll(async () => {
  project = copyProject()
  services = await startServices()
})
afterAll(async () => {
  await services.stop()
  project.remove()
})

it('runs on what `npm run setup` wrote, without another word, and the doctor is content', async () => {
  const setup = await project.run('setup', services.options)
  expect(setup.stderr).toBe('')
  expect(setup.code).toBe(0)

  const port = await findRandomPorts(1)
  const server = await startChild({
    name: 'The server',
    command: process.execPath,
    args: [SERVER_SCRIPT],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', ...parseEnv(project.readEnv() ?? '') },
    ready: 'Listening on',
  })
  try {
    const urls = { url: `http://localhost:${port}`, workosUrl: services.workosUrl, convexUrl: services.convex.url }
    const visitor = await createSignedInVisitor(urls, EMAIL)
    const page = await visitor.request('/tasks')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Nothing to do.')
  }
  finally {
    await server.end('SIGTERM')
  }

  await project.run('doctor', ['--email', EMAIL])
  const doctor = await project.run('doctor', ['--email', EMAIL, '--code', await readCode(services.workosUrl, EMAIL), '--json'])
  expect(JSON.parse(doctor.stdout)).toEqual({ ok: true, findings: [], notLookedAt: [] })
}, 240_000)
