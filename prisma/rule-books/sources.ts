/** Document numbers the books quote. `isConfirmed` false: the text was not read again; to be confirmed before real use. */
export const sources = {
  procurementLaw: {
    docNo: { zh: '政府采购法（2014年修正）', en: 'Government Procurement Law (2014)' },
    isConfirmed: true,
  },
  procurementRegulation: { docNo: { zh: '国务院令第658号', en: 'State Council Decree No. 658' }, isConfirmed: true },
  order87: { docNo: { zh: '财政部令第87号', en: 'Ministry of Finance Order No. 87' }, isConfirmed: false },
  order87Read: { docNo: { zh: '财政部令第87号', en: 'Ministry of Finance Order No. 87' }, isConfirmed: true },
  order94: { docNo: { zh: '财政部令第94号', en: 'Ministry of Finance Order No. 94' }, isConfirmed: false },
  order102: { docNo: { zh: '财政部令第102号', en: 'Ministry of Finance Order No. 102' }, isConfirmed: false },
  order74: { docNo: { zh: '财政部令第74号', en: 'Ministry of Finance Order No. 74' }, isConfirmed: false },
  consultation214: { docNo: { zh: '财库〔2014〕214号', en: 'Cai Ku [2014] No. 214' }, isConfirmed: false },
  consultation214Read: { docNo: { zh: '财库〔2014〕214号', en: 'Cai Ku [2014] No. 214' }, isConfirmed: true },
  services124: { docNo: { zh: '财库〔2015〕124号', en: 'Cai Ku [2015] No. 124' }, isConfirmed: false },
  experts198: { docNo: { zh: '财库〔2016〕198号', en: 'Cai Ku [2016] No. 198' }, isConfirmed: false },
  lowPrice265: { docNo: { zh: '财办库〔2024〕265号', en: 'Cai Ban Ku [2024] No. 265' }, isConfirmed: false },
  payment38: { docNo: { zh: '财库〔2019〕38号', en: 'Cai Ku [2019] No. 38' }, isConfirmed: false },
  expertFee24: { docNo: { zh: '晋财购〔2021〕24号', en: 'Jin Cai Gou [2021] No. 24' }, isConfirmed: true },
  internal: { docNo: { zh: '采购人内控制度', en: 'The purchaser’s internal rules' }, isConfirmed: false },
  venturePractice: {
    docNo: {
      zh: '公益创投通行做法（上海、广州、福田等地规则）',
      en: 'Venture practice (rules of Shanghai, Guangzhou, Futian and others)',
    },
    isConfirmed: true,
  },
} as const

export type SourceId = keyof typeof sources

export const pick = (...ids: SourceId[]) => Object.fromEntries(ids.map((id) => [id, sources[id]]))
