/** What a contract is drawn from. Its words are a template of the house; app/http/contract-terms.ts writes them out. */
export type ContractFacts = {
  readonly contractNo: string
  readonly buyer: string
  readonly supplier: string
  readonly creditCode: string | null
  readonly callNo: string
  readonly title: string
  readonly amountFen: bigint
  readonly startsOn: string
  readonly endsOn: string
  readonly milestones: readonly {
    readonly title: string
    readonly deliverable: string
    readonly dueOn: string
    readonly amountFen: bigint | undefined
  }[]
}
