import { fork } from 'node:child_process'
import path from 'node:path'
import { checkout, logsDir } from './data-dir.ts'
import type { Search } from './start-services.ts'

export interface Preparation {
  ownerUrl: string
  /** Null when the application's role is not ours to make. */
  appPassword: string | null
  search: Search | null
  dataDir: string
  appSecret: string
  isSeedWanted: boolean
}

export interface Account {
  role: string
  email: string
  password: string
  totpSecret?: string
  /** 开标口令: opens their shares of calls' keys. */
  openingPassphrase?: string
}

export interface Prepared {
  /** Of the demonstration; empty where real people's data is. */
  accounts: Account[]
}

/** The program has already said in its own line what went wrong. */
export class PreparationFailed extends Error {}

/** The task goes over the channel, not the command line or the environment: there are passwords in it. */
export const runPreparation = (task: Preparation, signal: AbortSignal) =>
  new Promise<Prepared>((resolve, reject) => {
    const script = path.join(checkout, 'app/start/prepare.ts')
    // What Node itself remarks on is for the log; what the program says is for the person.
    const warnings = path.join(logsDir(task.dataDir), 'warnings.log')
    const execArgv = ['--import', 'tsx', `--redirect-warnings=${warnings}`]
    const child = fork(script, [], { cwd: checkout, execArgv, signal })
    let prepared: Prepared | null = null
    child.once('message', (message) => (prepared = message as Prepared))
    child.once('error', reject)
    child.once('close', () => (prepared ? resolve(prepared) : reject(new PreparationFailed())))
    child.send(task)
  })
