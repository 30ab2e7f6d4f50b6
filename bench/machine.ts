import { availableParallelism, cpus, loadavg } from 'node:os'

export interface Machine {
  date: string
  node: string
  platform: string
  cpuModel: string
  /** How many of the CPUs this process may use. */
  cpuCount: number
  /** Of the last minute before the run: above the CPU count, others were slowing us down. */
  loadAverage: number
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    cpuCount: availableParallelism(),
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(2)),
  }
}
