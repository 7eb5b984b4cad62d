import type { Finding } from './finding.ts'

type Explained = { kind: RegExp; path: RegExp; parameter?: RegExp; why: string }

/** What scanners say and is so on purpose, or is not so. Whatever none of these fits is a fault. Nothing of medium or above may stand here. */
const explained: readonly Explained[] = []

/** Why a finding is none; undefined where it is one. */
export const explanationOf = ({ level, kind, path, parameter }: Finding): string | undefined =>
  level === 'low'
    ? explained.find((one) => one.kind.test(kind) && one.path.test(path) && (one.parameter?.test(parameter) ?? true))
        ?.why
    : undefined
