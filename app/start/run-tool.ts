import { spawn } from 'node:child_process'
import path from 'node:path'
import { checkout } from './data-dir.ts'
import { type Environment, forSpawn } from './environment.ts'

export interface ToolRun {
  isGood: boolean
  /** Everything it wrote, to either stream. */
  output: string
}

export interface ToolPlan {
  /** The name of an installed package's command. */
  tool: string
  args: string[]
  env?: Environment
  signal?: AbortSignal
}

/** Runs an installed package's command with this very Node, and keeps what it says. */
export const runTool = (plan: ToolPlan) =>
  new Promise<ToolRun>((resolve) => {
    const script = path.join(checkout, 'node_modules/.bin', plan.tool)
    const child = spawn(process.execPath, [script, ...plan.args], {
      cwd: checkout,
      // What is kept to be shown later, or read in a file, is plain text.
      env: forSpawn({ ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...plan.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(plan.signal && { signal: plan.signal }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    }
    child.once('error', (error) => resolve({ isGood: false, output: `${output}${error.message}\n` }))
    child.once('close', (code) => resolve({ isGood: code === 0, output }))
  })

/** The end of what a tool said. */
export const lastPart = (output: string, lines: number) => output.trimEnd().split('\n').slice(-lines).join('\n')

const firstLines = 30
const lastLines = 20

/** Both ends of what a tool said: some begin with the reason, some end with it. */
export const bothEnds = (output: string) => {
  const lines = output.trim().split('\n')
  if (lines.length <= firstLines + lastLines) return lines.join('\n')
  return [...lines.slice(0, firstLines), '…', ...lines.slice(-lastLines)].join('\n')
}
