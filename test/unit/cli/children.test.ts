import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Children, type Child } from '../../../cli/lib/children'
import { isGroupAlive } from '../../../cli/lib/processGroup'
import { ROOT } from '../../../cli/lib/root'

// Each test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

/** Says its own number, which is also that of its group, once its grandchild runs. */
const PARENT_OF_ONE = `
  require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    .once('spawn', () => console.log('group ' + process.pid))
  setInterval(() => {}, 1000)
`
const STUBBORN = `process.on('SIGTERM', () => {}); ${PARENT_OF_ONE}`

let children = new Children()
afterEach(async () => {
  await children.stopAll(0)
  children = new Children()
})

function startGroup(script: string): Promise<{ child: Child, group: number }> {
  return new Promise((resolve) => {
    const child = children.start({
      name: 'child',
      args: ['-e', script],
      onLine: line => resolve({ child, group: Number(line.replace('group ', '')) }),
    })
  })
}

async function untilGone(group: number): Promise<void> {
  const end = Date.now() + 8_000
  while (isGroupAlive(group) && Date.now() < end) await delay(25)
}

describe('Children', () => {
  it('stops grandchildren too', async () => {
    const { group } = await startGroup(PARENT_OF_ONE)
    expect(isGroupAlive(group)).toBe(true)
    await children.stopAll()
    expect(isGroupAlive(group)).toBe(false)
  })

  it('forces those who do not listen', async () => {
    const { group } = await startGroup(STUBBORN)
    await children.stopAll(200)
    expect(isGroupAlive(group)).toBe(false)
  })

  it('stops a grandchild whose parent has died', async () => {
    const { child, group } = await startGroup(PARENT_OF_ONE)
    process.kill(group, 'SIGKILL')
    await child.exited
    expect(isGroupAlive(group)).toBe(true)
    await children.stopAll()
    expect(isGroupAlive(group)).toBe(false)
  })

  it('reports how a child ended, and what it said last', async () => {
    const script = 'for (let n = 1; n <= 30; n++) console.log("line " + n); process.exitCode = 3'
    const child = children.start({ name: 'child', args: ['-e', script], onLine: () => {} })
    expect(await child.exited).toEqual({ child, code: 3, signal: null })
    expect(child.lastLines()).toHaveLength(20)
    expect(child.lastLines().at(-1)).toBe('line 30')
  })
})

describe('a command', () => {
  const command = `
    import { runCommand } from './cli/lib/runCommand.ts'
    await runCommand(async (children) => {
      await children.start({ name: 'child', args: ['-e', ${JSON.stringify(PARENT_OF_ONE)}] }).exited
    })
  `

  async function startCommand() {
    const started = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', command], {
      cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(createInterface({ input: started.stdout }), 'line') as [string]
    return { started, group: Number(line.replace('group ', '')) }
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops its children on %s and exits with 0', async (signal) => {
    const { started, group } = await startCommand()
    started.kill(signal)
    expect(await once(started, 'exit')).toEqual([0, null])
    expect(isGroupAlive(group)).toBe(false)
  })

  it('leaves nothing behind when it is killed', async () => {
    const { started, group } = await startCommand()
    started.kill('SIGKILL')
    await once(started, 'exit')
    await untilGone(group)
    expect(isGroupAlive(group)).toBe(false)
  })
})
