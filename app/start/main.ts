import { runSite } from './site.ts'

await runSite('production')
