import { setTimeout as pause } from 'node:timers/promises'
import { isStill } from './process-identity.ts'

/** Ends a process that is no child of ours, if it is still the one we know; says whether it was there. */
export const endProcess = async (pid: number, identity: string, signal: NodeJS.Signals, patienceMs: number) => {
  if (!isStill(pid, identity)) return false
  process.kill(pid, signal)
  const deadline = performance.now() + patienceMs
  while (isStill(pid, identity)) {
    if (performance.now() > deadline) process.kill(pid, 'SIGKILL')
    await pause(20)
  }
  return true
}
