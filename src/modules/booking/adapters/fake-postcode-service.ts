import type { PostcodeReply, PostcodeService } from './postcode-service.ts'

/** A postcode service that knows what it was told, for tests. `asked` lists the questions; `isDown` takes it off. */
export function createFakePostcodeService(
  known: Record<string, { lat: number; lon: number; city: string | null }> = {},
): PostcodeService & { asked: string[]; isDown: boolean } {
  const fake = {
    asked: [] as string[],
    isDown: false,
    async find(postcode: string): Promise<PostcodeReply> {
      fake.asked.push(postcode)
      if (fake.isDown) return { kind: 'unavailable' }
      const found = known[postcode]
      return found ? { kind: 'found', ...found } : { kind: 'unknown' }
    },
  }
  return fake
}
