// What has been measured of the trajectories of each cell of a batch, in eight numbers a cell.

struct CellValue {
  first: vec4f,
  second: vec4f,
}

@group(1) @binding(0) var<storage, read_write> results: array<CellValue>;

@compute @workgroup_size(64)
fn finish_cells(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let place = id.x + id.y * groups.x * 64u;
  if (place >= cells.header.batch) {
    return;
  }
  results[place] = cell_value(place * cells.header.lanes, cells.header.lanes);
}
