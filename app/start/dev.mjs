// @ts-check
import { handOver } from './hand-over.mjs'

await handOver(new URL('./development.ts', import.meta.url))
