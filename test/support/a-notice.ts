/** The vault of most tests. */
export const PHOTOS_ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

/** The archive notice of 2017 that facts about real notices start from, in our account. */
export const anArchiveNotice = (changes: object = {}) => ({
  Action: 'ArchiveRetrieval',
  ArchiveId: '_vs0qWot3GIgArchive',
  ArchiveSHA256TreeHash: '0c47aee7',
  ArchiveSizeInBytes: 285544,
  Completed: true,
  CompletionDate: '2026-03-14T07:32:42.098Z',
  CreationDate: '2026-03-14T03:40:19.264Z',
  InventoryRetrievalParameters: null,
  InventorySizeInBytes: null,
  JobDescription: 'put anything here',
  JobId:
    'krCLWk6m7NJWppiy2SxdhP60f98PdrdaZBfhdDTZufrAkoh-ikrvb_NA0Q1vg2WcAhzZLL92kiwjOijUEDh0U7X09YQK',
  RetrievalByteRange: '0-285543',
  SHA256TreeHash: '0c47aee7',
  SNSTopic: 'arn:aws:sns:eu-west-1:123456789012:retrieve_archive',
  StatusCode: 'Succeeded',
  StatusMessage: 'Succeeded',
  Tier: 'Standard',
  VaultARN: PHOTOS_ARN,
  ...changes,
});

/** An inventory notice of 2020: the same keys, `Tier` and everything about an archive null. */
export const anInventoryNotice = (changes: object = {}) =>
  anArchiveNotice({
    Action: 'InventoryRetrieval',
    ArchiveId: null,
    ArchiveSHA256TreeHash: null,
    ArchiveSizeInBytes: null,
    InventoryRetrievalParameters: {
      EndDate: null,
      Format: 'CSV',
      Limit: null,
      Marker: null,
      StartDate: null,
    },
    InventorySizeInBytes: 2006,
    JobDescription: null,
    JobId:
      'zbxcm3Z_3z5UkoroF7SuZKrxgGoDc3RloGduS7Eg-RO47Yc6FxsdGBgf_Q2DK5Ejh18CnTS5XW4_XqlNHS61dsO4CnMW',
    RetrievalByteRange: null,
    SHA256TreeHash: null,
    Tier: null,
    ...changes,
  });
