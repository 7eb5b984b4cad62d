/** What is told of every public document (政府信息公开条例): where it is filed, what it is, who issued it when, its number. */
export type DisclosureBlock = {
  indexNo: string
  regime: 'PROCUREMENT' | 'VENTURE'
  /** What kind of document it is: call.document.<kind>. */
  document: 'singleSource' | 'call' | 'result' | 'failure' | 'cancellation' | 'amendment' | 'suspension' | 'resumption'
  issuer: string
  issuedOn: string
  docNo: string
}
