import { ROOT_KEY_ID } from "./names";

/** Folders of the server's volume. */
export const DATA_FOLDER = "/data";
export const BUCKETS_FOLDER = `${DATA_FOLDER}/buckets`;
/** Metadata of buckets and objects: one file each. */
export const META_FOLDER = `${DATA_FOLDER}/meta`;

/** Where the pod has the policies: one file a bucket. */
export const POLICIES_FOLDER = "/etc/object-store/policies";

/**
 * What runs before each start of the server: buckets that are new, and the policies as they are now.
 * A bucket that is no longer named keeps its objects, and has no policy: nobody reaches it. The
 * owner is the administrator; without one the server refuses to copy objects, by which S3A renames.
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
