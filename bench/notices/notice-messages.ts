const AT = '2026-03-14T07:32:42.098Z';
const HASH = '0c47aee71e1cd3a64a0c9e2a2b3c9ee2f9f8f3e7f4a54d2c7a6a1b9a1c1d2e3f';

/** The message of the notice that says that an archive can be fetched; each number is a job of its own. */
export const aNoticeMessage = (number: number): string =>
  JSON.stringify({
    Action: 'ArchiveRetrieval',
    ArchiveId: `kKB7ymWJVpPSwhGP6ycSOAekp9ZYe_--zM_mw6k76ZFGEIWQX-ybtRDvc2VkPSDtfKmQrj0IRQLSGsNuDp-AJVlu2ccmDSyDUmZwKbwbpAdGATGDiB3hHO0bjbGehXTcApVud_wyDw`,
    ArchiveSHA256TreeHash: HASH,
    ArchiveSizeInBytes: 16_777_216,
    Completed: true,
    CompletionDate: AT,
    CreationDate: '2026-03-14T03:40:19.264Z',
    InventoryRetrievalParameters: null,
    InventorySizeInBytes: null,
    JobDescription: 'nightly: album 7',
    JobId: `HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vEX${number}`,
    RetrievalByteRange: '0-16777215',
    SHA256TreeHash: HASH,
    SNSTopic: 'arn:aws:sns:eu-west-1:123456789012:notices',
    StatusCode: 'Succeeded',
    StatusMessage: 'Succeeded',
    Tier: 'Standard',
    VaultARN: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  });

/** The instant at which these notices are taken. */
export const NOTICED_AT = '2026-03-14T07:32:43.000Z';
