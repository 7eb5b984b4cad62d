// @ts-check
import { handOver } from './hand-over.mjs'

await handOver(new URL('./check/run-checks.ts', import.meta.url))
