import { describe, expect, it } from 'vitest'
import { parseCpuMs, parseListeningSocket } from '../../../bench/support/cpuTime'

describe('parseCpuMs', () => {
  const rest = 'S 1 4242 4242 0 -1 4194560 9001 0 12 0 150 25 3 4 20 0 11 0 5000 700000000 20000'

  it('adds user and system time, without that of children', () => {
    expect(parseCpuMs(`4242 (node) ${rest}`)).toBe(1_750)
  })

  it('is not misled by the name of the process', () => {
    expect(parseCpuMs(`4242 (my (odd) name 1 2) ${rest}`)).toBe(1_750)
  })

  it('refuses what is no such line', () => {
    expect(() => parseCpuMs('4242 (node) S')).toThrow()
  })
})

describe('parseListeningSocket', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 111 1 0 20 4 30 10 -1',
    '   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 222 1 0 100 0 0 10 0',
  ].join('\n')

  it('finds the socket that listens, not one that is connected', () => {
    expect(parseListeningSocket(table, 8080)).toBe('222')
  })

  it('finds none for a port without a listener', () => {
    expect(parseListeningSocket(table, 8081)).toBeUndefined()
  })
})
