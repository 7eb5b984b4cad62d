import { benchEngine } from './engine.ts'

const { leastMs, medianMs } = benchEngine()
console.log(
  `engine, 1,000 bids x 9 judges x 20 criteria: ${medianMs.toFixed(0)} ms median, ${leastMs.toFixed(0)} ms least`,
)
