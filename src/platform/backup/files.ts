import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { Config, S3Config } from '../config.ts'

const TIMEOUT_MS = 30_000
/** Written by the health check to see whether the store answers. */
const PROBES = 'health/'

/** The keys of every stored file, sorted; of one organisation when its id is given. */
export async function listFileKeys(
  config: Pick<Config, 's3' | 'dataDir'>,
  orgId?: string,
): Promise<string[]> {
  const prefix = orgId ? `${orgId}/` : ''
  const keys = config.s3
    ? await listBucket(config.s3, prefix)
    : await listFolder(join(config.dataDir, 'files', 'content'), prefix)
  return keys.filter((key) => key.startsWith(prefix) && !key.startsWith(PROBES)).sort()
}

async function listFolder(root: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(root, prefix), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** ListObjectsV2 of the S3 API, page by page (docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html). */
async function listBucket(s3: S3Config, prefix: string): Promise<string[]> {
  const { accessKeyId, secretAccessKey, region } = s3
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const keys: string[] = []
  let token: string | undefined
  do {
    const query = new URLSearchParams({
      'list-type': '2',
      prefix,
      ...(token && { 'continuation-token': token }),
    })
    const response = await client.fetch(`${s3.endpoint}/${s3.bucket}?${query}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const xml = await response.text()
    if (!response.ok)
      throw new Error(`The file store at ${s3.endpoint} refused to list its files (${response.status}).`)
    for (const [, key] of xml.matchAll(/<Key>([^<]*)<\/Key>/g)) keys.push(unescapeXml(key!))
    token = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(xml)?.[1]
    if (token) token = unescapeXml(token)
  } while (token)
  return keys
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}
const unescapeXml = (text: string) => text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
