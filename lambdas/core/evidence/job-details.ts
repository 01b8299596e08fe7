/** What Glacier says of a job, under the names of the Jobs table; absent where Glacier says null. */
export interface JobDetails {
  readonly creationDate?: string | undefined;
  readonly completionDate?: string | undefined;
  readonly statusCode?: string | undefined;
  readonly statusMessage?: string | undefined;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly jobDescription?: string | undefined;
  readonly archiveId?: string | undefined;
  readonly archiveSizeInBytes?: number | undefined;
  readonly inventorySizeInBytes?: number | undefined;
  readonly snsTopic?: string | undefined;
  readonly sha256TreeHash?: string | undefined;
  readonly archiveSha256TreeHash?: string | undefined;
  readonly retrievalByteRange?: string | undefined;
  readonly inventoryRetrievalParameters?: object | undefined;
  readonly jobOutputPath?: string | undefined;
  readonly selectParameters?: object | undefined;
  readonly outputLocation?: object | undefined;
}

/** The name of a field of {@link JobDetails}. */
export type DetailName = keyof JobDetails;
