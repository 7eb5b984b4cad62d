export const district = {
  title: '各地资金',
  of: '{{name}}的公益资金',
  lead: '这里的征集安排了多少预算，签了多少合同，拨付并支出了多少。数字取自总账和已认可的支出凭证。',
  budget: '征集预算',
  projects: '查看 {{projects}} 个项目（{{organizations}} 家机构）',
  empty: '这里还没有资助项目。',
  parts: '下辖地区',
  own: '本级',
  place: '地区',
  count: '项目数',
}
