import { appCpu } from './appCpu'
import { appThroughput } from './appThroughput'
import type { Benchmark } from './benchmark'
import { convexLatency } from './convexLatency'
import { convexMemory } from './convexMemory'
import { convexThroughput } from './convexThroughput'
import { pagePaint } from './pagePaint'
import { pageWeight } from './pageWeight'
import { syncBackfill } from './syncBackfill'
import { syncEvents } from './syncEvents'

/** In the order they run. None of them runs beside another, which would measure both. */
export const BENCHMARKS: Benchmark[] = [
  convexLatency, convexThroughput, convexMemory, syncEvents, syncBackfill, appThroughput, appCpu, pagePaint, pageWeight,
]
