import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { chartSvg, svgToPng } from './chart-picture.ts'
import { csvFile, defused } from './csv-file.ts'
import { longSheet, sheetName, workbook } from './workbook.ts'

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-1+cmd|calc', "'-1+cmd|calc"],
  ['+cmd', "'+cmd"],
  [' =1+1', "' =1+1"],
  ['\t=1+1', "'\t=1+1"],
  ['＝1+1', "'＝1+1"],
  ['+44 20 7946 0018', '+44 20 7946 0018'],
  ['+442079460018', '+442079460018'],
  ['-12.5', '-12.5'],
  ['+3.5%', '+3.5%'],
  ['Ann = best', 'Ann = best'],
])('%j is written as %j (ANLY-145)', (text, written) => {
  expect(defused(text)).toBe(written)
})

test('CSV opens in spreadsheets: byte order mark, CRLF, quotes', () => {
  const text = Buffer.from(
    csvFile([
      ['Name', 'Count'],
      ['O"Neil, Ann', 3],
      [null, 1.5],
    ]),
  ).toString('utf8')
  expect(text).toBe('\ufeffName,Count\r\n"O""Neil, Ann",3\r\n,1.5\r\n')
})

test('a workbook has typed cells with formats, and formulas stay text', async () => {
  const file = await workbook([
    {
      name: 'Agents',
      head: [['Organisation', 'Brightside']],
      columns: [
        { label: 'Agent', width: 20 },
        { label: 'Rate', format: '0.0%', width: 10 },
      ],
      rows: [['=1+1', 0.941]],
    },
  ])
  const [sheet] = (await readXlsx(file, { readStyles: true })).sheets
  expect(sheet!.rows).toEqual([
    ['Organisation', 'Brightside'],
    [null, null],
    ['Agent', 'Rate'],
    ['=1+1', 0.941],
  ])
  expect(sheet!.cells?.get('3,1')?.style?.numFmt).toBe('0.0%')
})

test('a long sheet holds every row that was read', async () => {
  async function* rows() {
    for (let row = 0; row < 3_000; row++) yield [`row ${row}`, row]
  }
  const columns = ['Name', 'Value'].map((label) => ({ label, width: 10 }))
  const file = await longSheet({ name: 'Rows', head: [], columns }, rows())
  const [sheet] = (await readXlsx(file)).sheets
  expect(sheet!.rows).toHaveLength(3_001)
  expect(sheet!.rows.at(-1)).toEqual(['row 2999', 2999])
})

test('sheet names are what Excel takes, cut between words, each once', () => {
  expect(sheetName('First replies within the promised time', new Set())).toBe('First replies within the')
  expect(sheetName('A/B: [x]', new Set())).toBe('A B x')
  expect(sheetName('Agents', new Set(['agents']))).toBe('Agents 2')
})

test('a chart becomes a picture of twice its size', async () => {
  const option = {
    xAxis: { type: 'value' },
    yAxis: { type: 'category', data: ['Ann'] },
    series: [{ type: 'bar', data: [3] }],
  }
  const svg = await chartSvg({ option, width: 320, height: 120 })
  expect(svg).not.toContain('<style')
  const png = Buffer.from(await svgToPng(svg))
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 240])
})
