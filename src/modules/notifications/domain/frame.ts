const HEAD = `<mjml lang="{{ org.locale }}">
<mj-head>
<mj-attributes>
<mj-all font-family="Inter, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif" />
<mj-text font-size="16px" line-height="1.5" color="#1C1B1A" padding="0 0 16px" />
<mj-button background-color="{{ org.colour }}" color="#FFFFFF" font-size="16px" font-weight="600" align="left" border-radius="8px" inner-padding="14px 22px" padding="4px 0 20px" />
</mj-attributes>
<mj-style>a { color: {{ org.colour }}; }</mj-style>
</mj-head>
<mj-body background-color="#FAF8F5">
<mj-section padding="28px 24px 16px"><mj-column><mj-text font-size="18px" font-weight="600" padding="0">{% if org.logoUrl != "" %}<img src="{{ org.logoUrl }}" alt="{{ org.name }}" height="40" style="height:40px;max-width:240px" />{% else %}{{ org.name }}{% endif %}</mj-text></mj-column></mj-section>
`

const FOOT = `
<mj-section padding="20px 24px 32px"><mj-column><mj-text font-size="13px" color="#6B6762" padding="0">{{ org.name }}{% if org.address != "" %}<br />{{ org.address }}{% endif %}{% if org.phone != "" %}<br />{{ org.phone }}{% endif %}{% if org.email != "" %}<br />{{ org.email }}{% endif %}</mj-text></mj-column></mj-section>
</mj-body>
</mjml>`

const COLUMN =
  '<mj-section background-color="#FFFFFF" border-radius="12px" padding="28px 24px 12px"><mj-column>\n'
const COLUMN_END = '\n</mj-column></mj-section>'

/**
 * A template's body in the organisation's frame: logo, paper, contact at the foot. A body without sections of
 * its own stands in one white column. `firstLine` is the line on which the body begins, for telling faults.
 */
export function framed(body: string): { mjml: string; firstLine: number } {
  const ownsSections = /<mj-(section|wrapper|hero)\b/i.test(body)
  const [open, close] = ownsSections ? ['', ''] : [COLUMN, COLUMN_END]
  const before = HEAD + open
  return { mjml: before + body + close + FOOT, firstLine: before.split('\n').length }
}
