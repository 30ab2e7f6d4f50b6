import { appThroughput } from './appThroughput'
import type { Benchmark } from './benchmark'
import { convexLatency } from './convexLatency'
import { convexMemory } from './convexMemory'
import { convexThroughput } from './convexThroughput'

/** In the order they run. None of them runs beside another, which would measure both. */
export const BENCHMARKS: Benchmark[] = [convexLatency, convexThroughput, convexMemory, appThroughput]
