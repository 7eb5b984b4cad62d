import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Environment, forSpawn } from './environment.ts'
import { StartFailure } from './fail.mjs'
import { logsDir } from './data-dir.ts'
import type { ServiceUser } from './service-user.ts'

export interface ChildPlan {
  name: string
  command: string
  args: string[]
  env: Environment
  cwd: string
  dataDir: string
  user?: ServiceUser | null
  /** Sent first when it is time to go; SIGKILL follows when the patience is used up. */
  stopSignal: NodeJS.Signals
  stopPatienceMs: number
  /** Development shows what its processes say instead of writing it down. */
  inheritOutput?: boolean
  /** Told in the very moment the child exists, so that whoever ends the others can end this one too. */
  adopt?: (child: Child) => void
}

export interface Child {
  name: string
  pid: number
  logFile: string
  /** Where this run's lines begin in the log. */
  logStart: number
  exited: Promise<string>
  hasExited: () => boolean
  stop: () => Promise<void>
}

const logLimitBytes = 20 * 1024 * 1024

const openLog = (file: string) => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > logLimitBytes) renameSync(file, `${file}.1`)
  return { descriptor: openSync(file, 'a', 0o600), start: size > logLimitBytes ? 0 : size }
}

/**
 * Every child leads a session of its own: Ctrl-C reaches only us, and we stop the children in their order. Their
 * output goes straight to a file, so that it outlives us and nobody blocks on a full pipe.
 */
export const startChild = async (plan: ChildPlan): Promise<Child> => {
  const logFile = path.join(logsDir(plan.dataDir), `${plan.name}.log`)
  const log = openLog(logFile)
  const output = plan.inheritOutput ? 'inherit' : log.descriptor
  const child = spawn(plan.command, plan.args, {
    cwd: plan.cwd,
    env: forSpawn(plan.env),
    detached: true,
    stdio: ['ignore', output, output],
    ...plan.user,
  })
  closeSync(log.descriptor)
  const { pid } = child
  if (pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error]
    throw new StartFailure(`${plan.name} could not be run (${cause.message})`, `Its log is ${logFile}`, cause)
  }
  child.on('error', () => undefined)

  let gone = false
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      gone = true
      resolve(signal ? `signal ${signal}` : `exit code ${String(code)}`)
    })
  })
  let stopping: Promise<void> | null = null
  const stop = async () => {
    if (gone) return
    child.kill(plan.stopSignal)
    const lastResort = setTimeout(() => child.kill('SIGKILL'), plan.stopPatienceMs)
    await exited
    clearTimeout(lastResort)
  }
  const started: Child = {
    name: plan.name,
    pid,
    logFile,
    logStart: log.start,
    exited,
    hasExited: () => gone,
    stop: () => (stopping ??= stop()),
  }
  plan.adopt?.(started)
  return started
}
