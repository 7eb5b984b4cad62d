import type { ConditionKind } from '../terms.ts'

/**
 * Words by which a limit the law forbids or doubts shows in a text, in both languages (实施条例 art. 20; 财政部令第87号 art. 55).
 * These recognize; they are not read by anyone. Whom a service is for ("本区老人") is not a limit: each pattern needs the
 * bidder's side too (registered, recorded, track record, prize).
 */
export type WordPattern = { kind: ConditionKind; scored: RegExp; required: RegExp }

const place = '(?:本|我|当地|所在)(?:省|市|区|县|街道|镇|乡|地)|本地|当地'
const registered = '注册|登记|设立|备案|取得法人'
const track = '业绩|项目经验|服务经验|类似项目|承接过|承办过'

const both = (kind: ConditionKind, ...patterns: string[]): WordPattern => {
  const any = new RegExp(patterns.join('|'), 'iu')
  return { kind, scored: any, required: any }
}

export const wordPatterns: readonly WordPattern[] = [
  both(
    'REGION',
    `(?:${place})[^，,。；;\\n]{0,8}(?:${registered})`,
    `(?:${registered})(?:地|地址|住所)?(?:须|应|必须|仅限|限于|在|为)[^。；;\\n]{0,6}(?:${place})`,
    `(?:仅限|只限|限于)[^。；;\\n]{0,6}(?:${place})[^。；;\\n]{0,6}(?:组织|机构|单位|供应商)`,
    `(?:${place})(?:的)?(?:社会组织|机构|单位|供应商|企业)[^。；;\\n]{0,4}(?:优先|加分|得分)`,
    'registered (?:locally|in (?:this|the same|our) (?:city|district|county|province))',
    'local (?:organizations?|suppliers?|bidders?) (?:only|preferred|are preferred)',
  ),
  both(
    'REGIONAL_TRACK_RECORD',
    `(?:在|于)?(?:${place})[^。；;\\n]{0,12}(?:${track})`,
    '(?:track record|experience|past projects) in (?:this|the same|our) (?:city|district|county|province)',
  ),
  both(
    'OWNERSHIP',
    '(?:国有|民营|外资|私营|集体所有)[^。；;\\n]{0,6}(?:优先|加分|得分|不得(?:参加|投标))',
    '(?:仅限|只限|限于)[^。；;\\n]{0,4}(?:国有|内资)',
    '(?:state-owned|private|foreign-owned)[^.;\\n]{0,20}(?:only|preferred|excluded)',
  ),
  both(
    'ORGANIZATION_FORM',
    '(?:仅限|只限|限于|须为|必须为|应为)[^。；;\\n]{0,6}(?:社会团体|社会服务机构|民办非企业|基金会|企业|事业单位|公司)',
    '(?:社会团体|社会服务机构|民办非企业单位|基金会|企业|事业单位)[^。；;\\n]{0,4}(?:不得(?:参加|投标|申报)|优先|加分)',
    'only (?:associations|foundations|companies|social organizations) may',
  ),
  both(
    'YEARS_REGISTERED',
    '(?:成立|注册|登记|运营)[^。；;\\n]{0,8}(?:满|超过|不少于|达到|以上)?[一二三四五六七八九十\\d]+\\s*年(?:以上|及以上|的)?',
    '(?:registered|established|founded) for (?:at least|more than|over) \\w+ years',
  ),
  both(
    'SCALE',
    '(?:注册资金|注册资本|开办资金|资产总额|营业收入|年收入|从业人员)[^。；;\\n]{0,8}(?:不少于|不低于|以上|达到|超过)',
    '(?:registered capital|turnover|total assets|annual income)[^.;\\n]{0,20}(?:at least|above|more than|over)',
  ),
  {
    kind: 'PRIZES',
    scored:
      /(?:获|获得|取得|荣获)[^。；;\n]{0,16}(?:奖|荣誉|称号|表彰)|(?:奖项|荣誉)[^。；;\n]{0,8}(?:得分|加分|分)|prizes?|awards? won|honou?rs/iu,
    required: /(?:须|应|必须|具有|具备)[^。；;\n]{0,8}(?:获|获得|荣获)[^。；;\n]{0,16}(?:奖|荣誉|称号)/iu,
  },
]
