import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

export type Messages = typeof zhCN

type Leaves<T> = T extends string
  ? ''
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]
type WithoutPlural<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

/** Every text of the house: `area.word`. English may carry `_one` and `_other`; the key is the part before. */
export type MessageKey = WithoutPlural<Leaves<Messages>>

export const resources = { 'zh-CN': { translation: zhCN }, en: { translation: en } } as const
