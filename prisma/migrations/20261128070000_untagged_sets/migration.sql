-- Nearly all tag sets have tags: what is not among these few is tagged.
CREATE INDEX dim_tag_set_untagged ON dim_tag_set (workspace_id, id)
  WHERE NOT measured OR coalesce(tags, '{}') = '{}';
