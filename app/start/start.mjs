// @ts-check
import { handOver } from './hand-over.mjs'
import { refuseTakenPort, webAddress } from './web-address.mjs'

await handOver(new URL('./main.ts', import.meta.url), () => refuseTakenPort(webAddress(process.env)))
