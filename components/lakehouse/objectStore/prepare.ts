import { ROOT_KEY_ID } from "./names";

/** Folders of the server's volume. */
export const DATA_FOLDER = "/data";
export const BUCKETS_FOLDER = `${DATA_FOLDER}/buckets`;
/** Metadata of buckets and objects: one file each. */
export const META_FOLDER = `${DATA_FOLDER}/meta`;

/** Where the pod finds the policies: one file per bucket. */
export const POLICIES_FOLDER = "/etc/object-store/policies";

/**
 * Runs before each start of the server: creates new buckets, and installs the current policies. A bucket
 * that is no longer listed keeps its objects but loses its policy, so that nobody can access it. The owner
 * is the administrator; without an owner, the server refuses to copy objects, which is how S3A renames.
 */
export const PREPARE_SCRIPT = `set -eu
mkdir -p ${BUCKETS_FOLDER} ${META_FOLDER}
for old in ${META_FOLDER}/*/meta/policy; do
    bucket=\${old#${META_FOLDER}/}
    bucket=\${bucket%/meta/policy}
    [ -e "${POLICIES_FOLDER}/$bucket" ] || rm -f "$old"
done
# The server leaves metadata of uploads behind, whether they were completed or aborted.
for left in ${META_FOLDER}/*/.sgwtmp/multipart/*; do
    [ ! -e "$left" ] || [ -d "${BUCKETS_FOLDER}\${left#${META_FOLDER}}" ] || rm -rf "$left"
done
for policy in ${POLICIES_FOLDER}/*; do
    [ -e "$policy" ] || continue
    bucket=\${policy##*/}
    meta=${META_FOLDER}/$bucket/meta
    mkdir -p "${BUCKETS_FOLDER}/$bucket" "$meta"
    printf '%s' '${JSON.stringify({ Owner: ROOT_KEY_ID, Grantees: [] })}' >"$meta/acl"
    cp "$policy" "$meta/policy.new"
    mv "$meta/policy.new" "$meta/policy"
done
`;
