import { describe, expect, it } from 'vitest'
import { readPorts } from '../../../emulators/convex/commandLine'

describe('ports', () => {
  it.each([
    [[], {}, { port: 3210, sitePort: 3211 }],
    [[], { CONVEX_EMULATOR_PORT: '4000' }, { port: 4000, sitePort: 4001 }],
    [['--port', '5000'], { CONVEX_EMULATOR_PORT: '4000' }, { port: 5000, sitePort: 5001 }],
    [['--port', '5000', '--site-port', '6000'], {}, { port: 5000, sitePort: 6000 }],
    [['--port', '0'], {}, { port: 0, sitePort: 0 }],
  ])('%j with %j', (args, env, ports) => {
    expect(readPorts(args, env)).toEqual(ports)
  })

  it.each([[['--port', 'x']], [['--port', '70000']], [['--prot', '1']]])('%j is refused', (args) => {
    expect(() => readPorts(args, {})).toThrow()
  })
})
