import { AwsClient } from 'aws4fetch'
import type { S3Config } from '../config.ts'
import type { FileStorage } from '../storage.ts'
import { keyParts } from './key.ts'

const TIMEOUT_MS = 30_000

/** Files in a bucket of S3 or anything that speaks like it (MinIO, R2, Garage), addressed by path. */
export function createS3Storage(config: S3Config): FileStorage {
  const { accessKeyId, secretAccessKey, region } = config
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const urlOf = (key: string) =>
    [config.endpoint, config.bucket, ...keyParts(key)]
      .map((part, i) => (i === 0 ? part : encode(part)))
      .join('/')

  async function request(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const response = await client.fetch(urlOf(key), {
      ...init,
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.ok || response.status === 404) return response
    const said = (await response.text()).match(/<Code>([^<]{1,80})<\/Code>/)?.[1] ?? 'no reason given'
    throw new Error(
      `The file store at ${config.endpoint} refused to ${method} (${response.status}, ${said}).`,
    )
  }

  return {
    async put(key, bytes, mediaType) {
      const response = await request('PUT', key, {
        body: bytes as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': mediaType, 'content-length': String(bytes.byteLength) },
      })
      if (response.status === 404) {
        throw new Error(`The file store at ${config.endpoint} has no bucket called ${config.bucket}.`)
      }
      await response.body?.cancel()
    },
    async get(key) {
      const response = await request('GET', key)
      if (response.status === 404) {
        await response.body?.cancel()
        return null
      }
      const mediaType = response.headers.get('content-type') ?? 'application/octet-stream'
      return { bytes: new Uint8Array(await response.arrayBuffer()), mediaType }
    },
    async remove(key) {
      await (await request('DELETE', key)).body?.cancel()
    },
  }
}

/** Signature version 4 wants RFC 3986: encodeURIComponent leaves five characters too many. */
function encode(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
